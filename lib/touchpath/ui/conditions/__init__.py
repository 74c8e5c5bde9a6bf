"""Conditions on properties: built by clicks, written as text."""
