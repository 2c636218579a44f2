"""Who moves what: the influence map of a scenario, as links, as text, as data and as a picture."""
