curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/$FAILED_FAXID/retry" -H "Authorization: Bearer $FAXWIRE_KEY"
