-- Rows for the older version of the shop, made so that they satisfy the newer one. The same every time.
INSERT INTO shop.customers (email, full_name, telephone, created_at)
SELECT 'customer' || n || '@example.org', 'Customer ' || n, CASE WHEN n % 3 = 0 THEN '+49 30 ' || n END,
       timestamptz '2024-01-01 00:00:00+00' + n * interval '1 hour'
FROM generate_series(1, 5000) AS n;

INSERT INTO shop.addresses (customer_id, street, postal_code, city)
SELECT n, 'Lindenallee ' || n % 200 + 1, lpad((10000 + n)::text, 5, '0'), 'Berlin'
FROM generate_series(1, 5000) AS n;

INSERT INTO shop.categories (parent_id, name)
SELECT CASE WHEN n > 4 THEN (n - 1) / 4 END, 'Category ' || n
FROM generate_series(1, 20) AS n;

INSERT INTO shop.products (category_id, sku, title, price, size, attributes)
SELECT n % 20 + 1, 'SKU-' || lpad(n::text, 6, '0'), 'Product ' || n, 1 + n % 500, ROW(100, 200, 50)::shop.dimensions,
       jsonb_build_object('colour', (ARRAY['red', 'green', 'blue'])[n % 3 + 1])
FROM generate_series(1, 1000) AS n;

INSERT INTO shop.tags (product_id, tag)
SELECT id, tag FROM shop.products CROSS JOIN (VALUES ('new'), ('sale')) AS tags (tag);

INSERT INTO shop.coupons (code, percent_off, valid_until)
SELECT 'SAVE' || n, 5 + n % 50, date '2030-01-01' + n
FROM generate_series(1, 100) AS n;

INSERT INTO warehouse.warehouses (id, name) VALUES (1, 'Hamburg'), (2, 'Leipzig');

INSERT INTO warehouse.stock (warehouse_id, product_id, pieces)
SELECT w.id, p.id, (p.id * 7 + w.id) % 90
FROM warehouse.warehouses AS w CROSS JOIN shop.products AS p;

INSERT INTO shop.orders (customer_id, coupon_id, status, placed_at, legacy_ref)
SELECT n % 5000 + 1, CASE WHEN n % 10 = 0 THEN n % 100 + 1 END,
       (ARRAY['cart', 'placed', 'paid', 'shipped', 'cancelled'])[n % 5 + 1]::shop.order_status,
       CASE WHEN n % 5 <> 0 THEN timestamptz '2025-01-01 00:00:00+00' + n * interval '10 minutes' END,
       'OLD-' || n
FROM generate_series(1, 20000) AS n;

INSERT INTO shop.order_lines (order_id, line_number, product_id, quantity, unit_price)
SELECT o.id, line, 1000 + (o.id * 3 + line) % 1000, 1 + line % 4, 10 + o.id % 90
FROM shop.orders AS o CROSS JOIN generate_series(1, 2) AS line;

INSERT INTO shop.payments (order_id, method, amount_cents, paid_at)
SELECT id, (ARRAY['card', 'transfer', 'voucher'])[id % 3 + 1]::shop.payment_method, 1000 + (id % 900)::integer, placed_at + interval '1 day'
FROM shop.orders WHERE status IN ('paid', 'shipped');

INSERT INTO warehouse.shipments (order_id, warehouse_id, tracking_code, shipped_at)
SELECT id, id % 2 + 1, 'TRACK' || id, placed_at + interval '2 days'
FROM shop.orders WHERE status = 'shipped';

INSERT INTO shop.reviews (product_id, customer_id, stars, title, body)
SELECT 1000 + n % 1000, n % 5000 + 1, 1 + n % 5, 'Review ' || n, 'It arrived.'
FROM generate_series(1, 10000) AS n;

INSERT INTO shop.abandoned_carts (id, contents)
SELECT n, '[]' FROM generate_series(1, 500) AS n;
