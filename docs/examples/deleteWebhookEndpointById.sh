curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID" -H "Authorization: Bearer $FAXWIRE_KEY"
