"""Engines that read images of lines, one file each behind one small contract."""
