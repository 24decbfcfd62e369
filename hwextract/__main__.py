"""``python -m hwextract``: the command line."""

from hwextract.cli import main

if __name__ == "__main__":
    main()
