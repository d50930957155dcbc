curl -sS --fail-with-body "$FAXWIRE_URL/do-not-call?limit=100" -H "Authorization: Bearer $FAXWIRE_KEY"
