"""The pages of the open invoice as small pictures beside the page: where one is, and a click to another."""
