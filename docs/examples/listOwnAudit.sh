curl -sS --fail-with-body "$FAXWIRE_URL/audit?limit=5" -H "Authorization: Bearer $FAXWIRE_KEY"
