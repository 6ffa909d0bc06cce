"""The artwork: pictures, icons and QR codes, read so that they print what was drawn."""
