curl -sS --fail-with-body -X POST "$FAXWIRE_URL/fax/webhook/endpoints/$TOLD_ENDPOINT_ID/test" -H "Authorization: Bearer $FAXWIRE_KEY"
