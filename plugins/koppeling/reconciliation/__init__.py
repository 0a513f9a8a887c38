"""Proves every night that nothing is lost, double or different between OutSmart and Reeleezee; it only ever reads."""
