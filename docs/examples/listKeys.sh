curl -sS --fail-with-body "$FAXWIRE_URL/keys?limit=10" -H "Authorization: Bearer $FAXWIRE_KEY"
