"""The catalog as data for other programs: one module for each form. Pure; whoever calls writes the files."""
