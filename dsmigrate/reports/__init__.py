"""One module an output format: an `Outcome` in, text or bytes out."""
