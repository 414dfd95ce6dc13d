"""What is done at the office.

moving.py   how any step goes: whose turn it is, what it takes, what is kept and told
steps.py    the steps one by one, each with what it needs
hearing.py  what other services' events change here
"""
