"""The documents as a site: `make docs`. Pages of docs/ with their links, reference pages made from the code, and a check of what
came of it.
"""
