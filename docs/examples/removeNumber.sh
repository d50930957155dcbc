curl -sS --fail-with-body -o number.json "$FAXWIRE_URL/admin/tenants/$TENANT_ID/numbers" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"number":"+12025550145"}'
curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/admin/tenants/$TENANT_ID/numbers/+12025550145" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"
