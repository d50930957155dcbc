curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/webhook/endpoints/$ENDPOINT_ID/disable" -H "Authorization: Bearer $FAXWIRE_KEY"
