"""The catalog as data for other programs: one module for each form. They make texts; whoever calls writes them."""
