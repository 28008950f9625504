CREATE TABLE warehouse.warehouses (
  id integer PRIMARY KEY,
  name text NOT NULL
);

-- How many pieces of which product lie where.
CREATE TABLE warehouse.stock (
  warehouse_id integer NOT NULL REFERENCES warehouse.warehouses (id),
  product_id bigint NOT NULL REFERENCES shop.products (id),
  pieces integer NOT NULL DEFAULT 0,
  PRIMARY KEY (warehouse_id, product_id),
  CONSTRAINT stock_pieces_check CHECK (pieces >= 0)
);
