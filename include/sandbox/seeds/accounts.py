"""The log-ins and the administration that every seed has, so that demo, tests and both servers agree on them."""

OUTSMART_TOKEN = "sandbox-klant-token"
OUTSMART_SOFTWARE_TOKEN = "sandbox-software-token"

REELEEZEE_USERNAME = "koppeling@installatie.example"
REELEEZEE_PASSWORD = "sandbox-wachtwoord"

# May read everything and change nothing: the server answers 403 to its writes.
REELEEZEE_READER_USERNAME = "kijker@installatie.example"
REELEEZEE_READER_PASSWORD = "sandbox-kijker"

ADMINISTRATION_ID = "5f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c"
ADMINISTRATION_NAME = "Voorbeeld Installatietechniek B.V."
