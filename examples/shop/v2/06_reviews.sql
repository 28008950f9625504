CREATE TABLE shop.reviews (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES shop.customers (id),
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  title text,
  body text,
  created_at timestamp with time zone NOT NULL DEFAULT now()
);
CREATE INDEX reviews_product_id_idx ON shop.reviews (product_id, created_at DESC);
