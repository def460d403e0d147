"""`python -m dsmigrate` is `dsmigrate`."""

from dsmigrate.cli.main import main

if __name__ == "__main__":
    main()
