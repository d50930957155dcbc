curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/$WAITING_FAXID/hold" -H "Authorization: Bearer $FAXWIRE_KEY"
