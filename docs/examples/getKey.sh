curl -sS --fail-with-body "$FAXWIRE_URL/keys/$KEY_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
