"""The verbs of the `troly` command, by what they act on."""
