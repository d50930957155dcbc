curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/fax/$FAILED_FAXID/document" -H "Authorization: Bearer $FAXWIRE_KEY"
