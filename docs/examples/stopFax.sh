curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/fax/$HELD_FAXID" -H "Authorization: Bearer $FAXWIRE_KEY"
