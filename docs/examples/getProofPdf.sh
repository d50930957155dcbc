curl -sS --fail-with-body -o proof.pdf "$FAXWIRE_URL/fax/$FAXID/proof.pdf" -H "Authorization: Bearer $FAXWIRE_KEY"
