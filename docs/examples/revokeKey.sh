curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/keys/$KEY_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
