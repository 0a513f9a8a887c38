"""What the public sources of both APIs do not prove and the koppeling relies on, with what happens when it is wrong."""
