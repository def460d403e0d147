"""Scripts run against a recording server, before and after `dsmigrate fix`: see README.md."""
