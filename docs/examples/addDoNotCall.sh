curl -sS --fail-with-body "$FAXWIRE_URL/do-not-call" -H "Authorization: Bearer $FAXWIRE_KEY" \
  -H 'Content-Type: application/json' -d '{"numbers":["+12025550148","(202) 555-0149"]}'
