SwaggerUIBundle({ url: "/openapi", dom_id: "#ui", deepLinking: true, tryItOutEnabled: true, validatorUrl: null });
