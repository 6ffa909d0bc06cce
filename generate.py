"""The command line of clinicpress, runnable from a checkout: python generate.py build."""

from clinicpress.start import program

if __name__ == "__main__":
    program()
