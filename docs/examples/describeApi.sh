curl -sS --fail-with-body "$FAXWIRE_URL/openapi.json"
