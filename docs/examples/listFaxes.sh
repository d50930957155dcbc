curl -sS --fail-with-body "$FAXWIRE_URL/fax?limit=2" -H "Authorization: Bearer $FAXWIRE_KEY"
