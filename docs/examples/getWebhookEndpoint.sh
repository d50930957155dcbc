curl -sS --fail-with-body "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
