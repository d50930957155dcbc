curl -sS --fail-with-body -X PUT "$FAXWIRE_URL/fax/$HELD_FAXID/revive" -H "Authorization: Bearer $FAXWIRE_KEY"
