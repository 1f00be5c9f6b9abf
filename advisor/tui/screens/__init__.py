"""The screens: each shows one page function's lines and passes keys on."""
