"""What all HTTP edges share: one transaction a request, refusals as problems, pages by cursor,
signing in and out, the page and the description of an API."""
