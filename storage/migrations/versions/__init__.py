"""The migrations, one file each, named r<number>_<what it brings>."""
