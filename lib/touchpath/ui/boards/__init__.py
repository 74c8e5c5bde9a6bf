"""Boards on screen: keeping a question on one, reading one, sending one on."""
