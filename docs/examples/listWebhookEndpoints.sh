curl -sS --fail-with-body "$FAXWIRE_URL/fax/webhook/endpoints" -H "Authorization: Bearer $FAXWIRE_KEY"
