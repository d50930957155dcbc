curl -sS --fail-with-body "$FAXWIRE_URL/asyncapi.json"
