"""Programs that look for inputs on which something fails, for as long as they are told. They are not in the suite."""
