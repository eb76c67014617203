"""Forms of reporting, one module for each screen."""
