"""What all HTTP edges share: one transaction a request, refusals as problems, pages by cursor."""
