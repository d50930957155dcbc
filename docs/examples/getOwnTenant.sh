curl -sS --fail-with-body "$FAXWIRE_URL/tenant" -H "Authorization: Bearer $FAXWIRE_KEY"
