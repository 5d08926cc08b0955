"""How the bundle is built from this repository: no part of the program."""
