curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/fax/$FAILED_FAXID/personal-data" -H "Authorization: Bearer $FAXWIRE_KEY"
