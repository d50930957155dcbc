curl -sS --fail-with-body -X POST "$FAXWIRE_URL/admin/tenants/$TENANT_ID/keys" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY" \
  -H 'Content-Type: application/json' -d '{"name":"First","mode":"test"}'
