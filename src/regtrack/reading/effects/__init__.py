"""Rules by effect: each is an object with an id, a reason, an example and a counter-example."""
