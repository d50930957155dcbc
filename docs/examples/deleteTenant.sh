curl -sS --fail-with-body -o suspended.json -X PUT "$FAXWIRE_URL/admin/tenants/$TENANT_ID" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"suspended":true}'
curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/admin/tenants/$TENANT_ID" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"
